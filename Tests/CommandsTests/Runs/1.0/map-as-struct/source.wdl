version 1.0

struct Point {
  String x
  String y
}

workflow w {
  Map[String, String] map = {"x": "1", "y": "2"}
  Point p = map
  Map[String, String] back = p
  output {
    Point point = p
    Map[String, String] again = back
    String by_dot = p.x
    String by_name = p["y"]
    String of_map = map.x
  }
}
