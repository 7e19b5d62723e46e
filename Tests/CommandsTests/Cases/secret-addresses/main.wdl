version 1.2

task use {
  input { File file }
  command <<< cat ~{file} >>>
  output { File same = file }
}

workflow main {
  input {
    String kind = "pass"
    File file
    Array[File] files = []
    String text = ""
  }
  if (kind == "use") { call use { file } }
  if (kind == "read") { Int number = read_int(file) }
  if (kind == "size") { Float size = size(file) }
  if (kind == "key") { Int value = {"a": 1}[text] }
  if (kind == "number") { Map[String, Int] map = as_map([(text, 1), (text, 2)]) }
  output { File same = file }
}
