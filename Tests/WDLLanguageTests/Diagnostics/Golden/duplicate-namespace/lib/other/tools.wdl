version 1.1

task other {
  command <<<>>>
}
