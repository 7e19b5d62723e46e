version 1.1

# Three steps whose files pass from one to the next, wherever each of them runs.
workflow alternating {
  input {
    File seed
  }

  call split { input: seed }
  scatter (part in split.parts) {
    call shout { input: part }
  }
  call join { input: parts = shout.loud, seed }

  output {
    Array[File] loud = shout.loud
    File joined = join.joined
    Array[String] cores = shout.cores
  }
}

task split {
  input {
    File seed
  }

  command <<<
    mkdir parts
    while read -r line; do echo "$line" > parts/"$line".txt; done < ~{seed}
  >>>

  output {
    Array[File] parts = glob("parts/*.txt")
  }

  runtime {
    container: "localhost/busybox:latest"
    memory: "64 MiB"
  }
}

task shout {
  meta {
    label: "large"
  }

  input {
    File part
  }

  command <<<
    tr a-z A-Z < ~{part} > loud.txt
    echo "${GREETING:-nothing} ${AWS_BATCH_JOB_ID:+on Batch}"
  >>>

  output {
    File loud = "loud.txt"
    String cores = read_string(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
    memory: "64 MiB"
  }
}

task join {
  input {
    Array[File] parts
    File seed
  }

  command <<<
    cat ~{seed} ~{sep=" " parts} > joined.txt
  >>>

  output {
    File joined = "joined.txt"
  }

  runtime {
    container: "localhost/busybox:latest"
    memory: "64 MiB"
  }
}
