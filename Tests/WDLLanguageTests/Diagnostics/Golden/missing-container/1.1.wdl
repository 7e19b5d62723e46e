version 1.1

task example {
  command <<<
    samtools --version
  >>>
}
