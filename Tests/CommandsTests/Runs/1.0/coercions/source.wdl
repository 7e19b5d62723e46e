version 1.0

task t {
  input {
    Float f
    String s
    File file
    Array[String] strings
    Int? optional
  }
  command <<< echo ~{f} ~{s} ~{sep=" " strings} ~{optional} >>>
  output { String text = read_string(stdout()) }
}

workflow w {
  input { File given }
  String path = given
  call t { input: f = 2, s = 3, file = path, strings = [1, 2], optional = 4 }
  output {
    String text = t.text
    Float f = 1
    Array[Float] floats = [1, 2.5]
    Map[String, Float] map = {"a": 1, "b": 2.5}
    Pair[Float, String] pair = (1, "x")
    Array[Int?] optionals = [1, 2]
    Int parsed = "12"
  }
}
