#!/usr/bin/env bash
# fetch-peers.sh FOLDER: puts libduckdb.so and a newer SQLite than the system's into FOLDER, from npm packages.
set -eu
folder=$1
mkdir -p "$folder"
cd "$(mktemp -d)"
npm pack --silent better-sqlite3@13.2.0 @duckdb/node-bindings-linux-x64@1.5.6-r.1 > /dev/null
for package in *.tgz; do
  mkdir "${package%.tgz}" && tar xzf "$package" -C "${package%.tgz}"
done
cp duckdb*/package/libduckdb.so "$folder"
cc -O2 -shared -fPIC -DSQLITE_THREADSAFE=1 -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_ENABLE_MATH_FUNCTIONS \
  -o "$folder/libsqlite3-new.so" better-sqlite3*/package/deps/sqlite3/sqlite3.c -lm -lpthread
