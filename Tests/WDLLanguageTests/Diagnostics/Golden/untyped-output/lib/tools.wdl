version 1.0

task count {
  command <<<>>>
  output {
    Int lines = 1
  }
}

task cut {
  input {
    Int width
  }
  command <<<>>>
}
