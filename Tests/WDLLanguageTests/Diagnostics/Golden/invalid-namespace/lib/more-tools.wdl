version 1.1

task more {
  command <<<>>>
}
