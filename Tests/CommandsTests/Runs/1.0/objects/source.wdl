version 1.0

task t {
  input { Object o }
  command <<< echo ~{o.name} ~{o["n"]} >>>
  output { String text = read_string(stdout()) }
}

workflow w {
  Object o = object { name: "ada", n: 3 }
  call t { input: o = o }
  output {
    Object whole = o
    Map[String, String] map = o
  }
}
