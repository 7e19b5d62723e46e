version 1.1

task a {
  command <<<>>>
}

task a {
  command <<<>>>
}
