version 1.1

# Very many tasks of several shapes and lengths for the executor `sim`. Some fail at first, and some with a status that
# they may have.
workflow mixed {
  input {
    Int count
    Float longest
  }

  scatter (number in range(count)) {
    Int kind = number % 5
    call work {
      input:
        number,
        cpu = kind + 1,
        memory = "~{64 * (kind + 1)} MiB",
        statuses = if number % 100 == 7 then "1,0" else if number % 100 == 8 then "9" else "0",
        seconds = 1 + (number * 7919 % 1000) * longest / 1000.0,
    }
  }

  output {
    Array[String] said = work.said
  }
}

task work {
  input {
    Int number
    Int cpu
    String memory
    String statuses
    Float seconds
  }

  command <<<
    : number ~{number} RIG_SIM=~{seconds}:~{statuses}
  >>>

  output {
    String said = "number ~{number}"
  }

  runtime {
    container: "localhost/busybox:latest"
    cpu: cpu
    memory: memory
    returnCodes: [0, 9]
    maxRetries: 1
  }
}
