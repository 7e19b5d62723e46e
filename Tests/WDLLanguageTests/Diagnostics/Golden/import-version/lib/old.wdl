version 1.0

task a {
  command {}
}
