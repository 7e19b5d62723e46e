version 1.1

task t {
  String early = read_string(stdout())
  command <<<
    ~{stderr()}
  >>>
  output {
    String late = read_string(stdout())
  }
}

workflow w {
  File f = stdout()
}
