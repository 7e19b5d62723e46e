version 1.1

task step {
  input {
    Int number
  }
  command <<<
    head -c 1000 /dev/zero > scratch; echo ~{number} > kept.txt; test ~{number} -lt 2
  >>>
  output {
    File kept = "kept.txt"
  }
}

workflow talk {
  input {
    Int n = 2
  }
  scatter (i in range(n)) {
    call step { input: number = i }
  }
  output {
    Array[File] kept = step.kept
  }
}
