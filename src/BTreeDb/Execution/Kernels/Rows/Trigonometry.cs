namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>
/// Hyperbolic functions, and trigonometric ones in degrees, which are exact where their results are simple: each is scaled
/// by its own value at 30, 45 or 60 degrees.
/// </summary>
internal static class Trigonometry
{
    private const double RadiansPerDegree = 0.0174532925199432957692;

    private static readonly double Sin30 = Math.Sin(30 * RadiansPerDegree);
    private static readonly double OneMinusCos60 = 1 - Math.Cos(60 * RadiansPerDegree);
    private static readonly double AsinHalf = Math.Asin(0.5);
    private static readonly double AcosHalf = Math.Acos(0.5);
    private static readonly double AtanOne = Math.Atan(1);
    private static readonly double Tan45 = SinQuadrant(45) / CosQuadrant(45);
    private static readonly double Cot45 = CosQuadrant(45) / SinQuadrant(45);

    public static double Acosh(double x) => x < 1 ? throw FunctionErrors.InputOutOfRange() : Math.Acosh(x);

    public static double Atanh(double x) => x is < -1 or > 1 ? throw FunctionErrors.InputOutOfRange() : Math.Atanh(x);

    public static double Sin(double degrees)
    {
        CheckFinite(degrees);
        var (angle, sign) = (degrees % 360, 1);
        if (angle < 0)
            (angle, sign) = (-angle, -sign);
        if (angle > 180)
            (angle, sign) = (360 - angle, -sign);
        if (angle > 90)
            angle = 180 - angle;
        return sign * SinQuadrant(angle);
    }

    public static double Cos(double degrees)
    {
        CheckFinite(degrees);
        var (angle, sign) = (Math.Abs(degrees % 360), 1);
        if (angle > 180)
            angle = 360 - angle;
        if (angle > 90)
            (angle, sign) = (180 - angle, -1);
        return sign * CosQuadrant(angle);
    }

    public static double Tan(double degrees)
    {
        var (angle, sign) = Fold(degrees);
        var result = sign * (SinQuadrant(angle) / CosQuadrant(angle) / Tan45);
        return result == 0 ? 0 : result;
    }

    public static double Cot(double degrees)
    {
        var (angle, sign) = Fold(degrees);
        var result = sign * (CosQuadrant(angle) / SinQuadrant(angle) / Cot45);
        return result == 0 ? 0 : result;
    }

    public static double Asin(double x)
    {
        if (x is < -1 or > 1)
            throw FunctionErrors.InputOutOfRange();
        return double.IsNaN(x) ? x : x >= 0 ? AsinQuadrant(x) : -AsinQuadrant(-x);
    }

    public static double Acos(double x)
    {
        if (x is < -1 or > 1)
            throw FunctionErrors.InputOutOfRange();
        return double.IsNaN(x) ? x : x >= 0 ? AcosQuadrant(x) : 90 + AsinQuadrant(-x);
    }

    public static double Atan(double x) => Math.Atan(x) / AtanOne * 45;

    public static double Atan2(double y, double x) => Math.Atan2(y, x) / AtanOne * 45;

    private static (double Angle, int Sign) Fold(double degrees)
    {
        CheckFinite(degrees);
        var (angle, sign) = (degrees % 360, 1);
        if (angle < 0)
            (angle, sign) = (-angle, -sign);
        if (angle > 180)
            (angle, sign) = (360 - angle, -sign);
        if (angle > 90)
            (angle, sign) = (180 - angle, -sign);
        return (angle, sign);
    }

    private static void CheckFinite(double value)
    {
        if (double.IsInfinity(value))
            throw FunctionErrors.InputOutOfRange();
    }

    private static double SinQuadrant(double x) => x <= 30 ? SinTo30(x) : CosTo60(90 - x);

    private static double CosQuadrant(double x) => x <= 60 ? CosTo60(x) : SinTo30(90 - x);

    private static double SinTo30(double x) => Math.Sin(x * RadiansPerDegree) / Sin30 / 2;

    private static double CosTo60(double x) => 1 - ((1 - Math.Cos(x * RadiansPerDegree)) / OneMinusCos60 / 2);

    private static double AsinQuadrant(double x) =>
        x <= 0.5 ? Math.Asin(x) / AsinHalf * 30 : 90 - (Math.Acos(x) / AcosHalf * 60);

    private static double AcosQuadrant(double x) =>
        x <= 0.5 ? 90 - (Math.Asin(x) / AsinHalf * 30) : Math.Acos(x) / AcosHalf * 60;
}
