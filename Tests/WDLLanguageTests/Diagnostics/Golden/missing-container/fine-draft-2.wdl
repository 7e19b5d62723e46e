task example {
  command <<<
    samtools --version
  >>>
}
