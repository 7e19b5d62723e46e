version 1.2

struct P {
  Int x
}

workflow w {
  input {
    File file
    Int? maybe
    Float number
    Map[String, Int] map
    Array[Pair[String, Int]] pairs
    P? p
  }
  String path = file
  Int sure = maybe
  Int whole = number
  Int parsed = "12"
  String text = 5
  Array[Pair[String, Int]] to_pairs = map
  Map[String, Int] to_map = pairs
  String printed = "~{map}"
  Int member = p.x
  scatter (entry in map) {
    String key = entry.left
  }
}
