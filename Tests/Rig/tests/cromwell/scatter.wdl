version 1.1

# Calls in a scatter that need each other, and one that gathers them.
task names {
  command <<<
    printf '%s\n' ada grace barbara
  >>>

  output {
    Array[String] names = read_lines(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

task measure {
  input {
    String name
  }

  command <<<
    printf '%s' '~{name}' | wc -c
  >>>

  output {
    Int letters = read_int(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

task enlarge {
  input {
    Int letters
  }

  command <<<
    echo $(( ~{letters} * 100 ))
  >>>

  output {
    Int number = read_int(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

task add {
  input {
    Array[Int] numbers
  }

  command <<<
    echo $(( ~{sep=" + " numbers} ))
  >>>

  output {
    Int sum = read_int(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow scattered {
  call names

  scatter (name in names.names) {
    call measure { input: name = name }
    call enlarge { input: letters = measure.letters }
  }
  call add { input: numbers = enlarge.number }

  output {
    Array[Int] letters = measure.letters
    Int sum = add.sum
  }
}
