version 1.1

struct A {
  B b
  Int n = 5

  parameter_meta {
    m: "there is none"
  }
}

struct B {
  A? a
}

struct Point {
  Int x
  Int y
  String? name
}

workflow w {
  Point missing = Point { x: 1 }
  Point extra = Point { x: 1, y: 2, z: 3 }
  Point wrong = Point { x: [1], y: 2 }
  Point from_map = {"x": 1, "why": 2}
  Point from_object = object { x: 1 }
  Point other = Pont { x: 1, y: 1 }
  Int z = missing.z
}
