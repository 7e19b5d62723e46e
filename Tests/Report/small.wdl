version 1.1

task say {
  input {
    String word
  }

  command <<<
    echo ~{word} > said
    sleep 0.3
  >>>

  output {
    File said = "said"
  }
}

task shaky {
  input {
    File said
    Int number
  }

  command <<<
    echo "number ~{number} of <shaky> & co" >&2
    sleep 0.1
    test ~{number} != 2
  >>>

  output {
    File given = said
  }

  runtime {
    maxRetries: 1
  }
}

task join {
  input {
    Array[File] files
  }

  command <<<
    cat ~{sep=" " files} > all
  >>>

  output {
    File all = "all"
  }
}

workflow small {
  input {
    Array[String] words = ["a", "b", "c", "d"]
    String apiToken = ""
  }

  scatter (number in range(length(words))) {
    call say {
      input:
        word = words[number],
    }

    call shaky {
      input:
        said = say.said,
        number = number,
    }
  }

  call join {
    input:
      files = shaky.given,
  }

  if (length(words) > 100) {
    call say as shout {
      input:
        word = "many" + apiToken,
    }
  }

  output {
    File all = join.all
  }
}
