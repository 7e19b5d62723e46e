version 1.0

struct Point {
  Int x
  Int y
}

workflow w {
  output { Point p = object { x: 1 } }
}
