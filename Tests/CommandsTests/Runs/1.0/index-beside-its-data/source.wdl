version 1.0

task make {
  command <<< echo data > x.dat >>>
  output { File data = "x.dat" }
}

task index {
  input { File data }
  command <<< echo index > ~{data}.idx >>>
  output { File idx = "~{data}.idx" }
}

task use {
  input {
    File data
    File idx
  }
  command <<< cat ~{data} ~{idx} >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow w {
  call make
  call index { input: data = make.data }
  call use { input: data = make.data, idx = index.idx }
  output { Array[String] lines = use.lines }
}
