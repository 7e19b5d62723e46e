version 1.1

task example {
  command <<<
    echo hello
}
