version 1.0

task show {
  input {
    File given
    File own = "data/own.txt"
  }
  command <<< cat ~{given} ~{own} >>>
  output { Array[String] lines = read_lines(stdout()) }
}
