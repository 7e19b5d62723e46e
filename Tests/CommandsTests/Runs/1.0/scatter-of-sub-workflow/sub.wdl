version 1.0

task say {
  input {
    String name
    Int i
  }
  command <<< echo ~{name}~{i} | tee log.txt >>>
  output {
    String line = read_string(stdout())
    File log = "log.txt"
  }
}

workflow greet {
  input {
    String name
    Int times
  }
  scatter (i in range(times)) { call say { input: name = name, i = i } }
  output {
    Array[String] lines = say.line
    File log = say.log[0]
  }
}
