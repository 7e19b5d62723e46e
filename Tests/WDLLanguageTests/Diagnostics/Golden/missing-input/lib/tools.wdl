version 1.2

task cut {
  input {
    Int width
  }
  command <<<>>>
  requirements {
    container: "debian:12"
  }
}
