version 1.0

# What a container of the user's own job definition has.
workflow own_definition {
  input {
    String definition
  }

  call look { input: definition = definition }

  output {
    Map[String, String] facts = look.facts
  }
}

task look {
  input {
    String definition
  }
  command <<<
    printf 'own\t%s\nuser\t%s\nmore\t%s\n' "$OWN" "$(id -u)" "$MORE"
  >>>
  output {
    Map[String, String] facts = read_map(stdout())
  }
  runtime {
    docker: definition
    memory: "96 MiB"
  }
}
