-- The home timeline of a social network, in two ways:
--   1. at read time: join who I follow with what they posted, take the latest;
--   2. fan-out on write: each post is copied into the timeline of every follower, reading is one range of a key.
-- The first makes posting cheap and reading dear, the second the other way round.
-- Run it:  dotnet run -c Release --project src/BTreeDb.Shell -- demo.db -f samples/timeline/timeline.sql

DROP TABLE IF EXISTS timelines;
DROP TABLE IF EXISTS posts;
DROP TABLE IF EXISTS follows;
DROP TABLE IF EXISTS users;

CREATE TABLE users (
    id   bigint PRIMARY KEY,
    name text NOT NULL UNIQUE
);

-- The key finds whom I follow; the index finds who follows me.
CREATE TABLE follows (
    follower_id bigint NOT NULL,
    followee_id bigint NOT NULL,
    PRIMARY KEY (follower_id, followee_id),
    CHECK (follower_id <> followee_id)
);

CREATE TABLE posts (
    id        bigint PRIMARY KEY,
    author_id bigint NOT NULL,
    posted_on date NOT NULL,
    body      text NOT NULL
);

-- The latest post of a user comes first.
CREATE INDEX posts_by_author ON posts (author_id, id DESC);

CREATE TABLE timelines (
    user_id bigint NOT NULL,
    post_id bigint NOT NULL,
    PRIMARY KEY (user_id, post_id)
);

-- 500 users; each follows 30 others; 10,000 posts, spread over a year.
BEGIN;

INSERT INTO users (id, name)
SELECT i, 'user' || i
FROM generate_series(1, 500) AS g(i);

INSERT INTO follows (follower_id, followee_id)
SELECT u.i, (u.i - 1 + n.i * 16) % 500 + 1
FROM generate_series(1, 500) AS u(i)
CROSS JOIN generate_series(1, 30) AS n(i);

INSERT INTO posts (id, author_id, posted_on, body)
SELECT i, i * 7919 % 500 + 1, date '2026-01-01' + i / 28, 'post number ' || i
FROM generate_series(1, 10000) AS g(i);

COMMIT;

CREATE INDEX follows_by_followee ON follows (followee_id);

-- Fan-out: what each post would have done when it was written.
INSERT INTO timelines (user_id, post_id)
SELECT f.follower_id, p.id
FROM posts p
JOIN follows f ON f.followee_id = p.author_id;

SELECT (SELECT count(*) FROM users)     AS users,
       (SELECT count(*) FROM follows)   AS follows,
       (SELECT count(*) FROM posts)     AS posts,
       (SELECT count(*) FROM timelines) AS timelines;

-- 1. The timeline of user 42 at read time.
SELECT p.id, u.name, p.posted_on, p.body
FROM follows f
JOIN posts p ON p.author_id = f.followee_id
JOIN users u ON u.id = p.author_id
WHERE f.follower_id = 42
ORDER BY p.id DESC
LIMIT 10;

-- 2. The same from the fan-out table.
SELECT p.id, u.name, p.posted_on, p.body
FROM timelines t
JOIN posts p ON p.id = t.post_id
JOIN users u ON u.id = p.author_id
WHERE t.user_id = 42
ORDER BY t.post_id DESC
LIMIT 10;

-- How each is done.
EXPLAIN
SELECT p.id
FROM follows f
JOIN posts p ON p.author_id = f.followee_id
WHERE f.follower_id = 42
ORDER BY p.id DESC
LIMIT 10;

EXPLAIN
SELECT t.post_id
FROM timelines t
WHERE t.user_id = 42
ORDER BY t.post_id DESC
LIMIT 10;

-- Both ways agree: no row is in one of them only.
SELECT count(*) AS differences
FROM (
    (SELECT f.follower_id AS user_id, p.id AS post_id
     FROM follows f JOIN posts p ON p.author_id = f.followee_id
     EXCEPT
     SELECT user_id, post_id FROM timelines)
    UNION ALL
    (SELECT user_id, post_id FROM timelines
     EXCEPT
     SELECT f.follower_id, p.id
     FROM follows f JOIN posts p ON p.author_id = f.followee_id)
) AS d;

-- Posting with fan-out is one transaction: a post is in every timeline or in none.
BEGIN;
INSERT INTO posts (id, author_id, posted_on, body) VALUES (10001, 58, date '2026-12-31', 'happy new year');
INSERT INTO timelines (user_id, post_id) SELECT follower_id, 10001 FROM follows WHERE followee_id = 58;
COMMIT;
