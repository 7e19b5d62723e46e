version 1.0

task cat {
  input { File f }
  command <<< cat ~{f} >>>
  output { String text = read_string(stdout()) }
}

workflow w {
  File lines = write_lines(["one", "two"])
  call cat { input: f = lines }
  output {
    String text = cat.text
    Array[String] back = read_lines(lines)
    Map[String, Int] map = read_json(write_json({"a": 1}))
    Float bytes = size(lines)
  }
}
