version 1.1

# The smallest workflow: one task that greets. Its command is plain POSIX shell, so that any image will do.

workflow hello {
  input {
    String name = "world"
    String image = "localhost/busybox:latest"
  }

  call greet { input: name, image }

  output {
    String greeting = greet.greeting
    File letter = greet.letter
  }
}

task greet {
  input {
    String name
    String image
  }

  command <<<
    echo 'Hello, ~{name}!' | tee letter.txt
  >>>

  output {
    String greeting = read_string(stdout())
    File letter = "letter.txt"
  }

  runtime {
    container: image
    cpu: 1
    memory: "128 MiB"
  }
}
