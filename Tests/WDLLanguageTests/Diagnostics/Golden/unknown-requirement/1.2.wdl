version 1.2

task example {
  command <<<>>>
  requirements {
    memroy: "2 GiB"
  }
}
