version 1.1

struct Point {
  Int x
  Int y
}

workflow example {
  Point point = Point { x: 1 }
}
