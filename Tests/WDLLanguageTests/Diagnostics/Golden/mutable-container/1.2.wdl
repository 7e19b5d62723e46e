version 1.2

task one {
  command <<<>>>
  requirements {
    container: "quay.io:443/tools/samtools"
  }
}

task two {
  command <<<>>>
  requirements {
    container: "debian@sha256:0123"
  }
}
