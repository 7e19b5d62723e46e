version 1.1

task example {
  command <<<>>>
  runtime {
    memroy: "4 GiB"
  }
}
