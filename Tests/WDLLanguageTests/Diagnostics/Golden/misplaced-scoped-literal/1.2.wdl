version 1.2

task example {
  command <<<>>>
  requirements {
    cpu: hints { size: 1 }
  }
}
