#!/bin/bash
set -e
for x in a b; do
  echo "$x"
done
