version 1.1

task t {
  Int loose
  command <<<>>>
  output {
    Int nothing
  }
}

workflow w {
  String missing
}
