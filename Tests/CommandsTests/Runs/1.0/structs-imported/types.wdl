version 1.0

struct Point {
  Int x
  Int y
}

task shift {
  input { Point point }
  command <<< echo '{"x": ~{point.x + 10}, "y": ~{point.y}, "extra": true}' >>>
  output { Point moved = read_json(stdout()) }
}
