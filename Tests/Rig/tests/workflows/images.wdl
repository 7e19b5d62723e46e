version 1.1

# One small task in each place, by a shell alone: no program of the image is asked for.
struct Place {
  String image
  String user
  Boolean read_only
  Array[String] tmpfs
  Array[String] volumes
  Map[String, String] variables
}

workflow images {
  input {
    Array[Place] places
    File letter
  }

  scatter (place in places) {
    call look { input: place, letter }
  }

  output {
    Array[String] said = look.said
    Array[File] answers = look.answer
  }
}

task look {
  input {
    Place place
    File letter
  }

  command <<<
    while read -r line; do echo "read: $line"; done < '~{letter}' > answer.txt
    echo "~{place.image} has read it"
  >>>

  output {
    String said = read_string(stdout())
    File answer = "answer.txt"
  }

  runtime {
    container: place.image
    memory: "64 MiB"
    user: place.user
    readOnly: place.read_only
    tmpfs: place.tmpfs
    volumes: place.volumes
    environment: place.variables
  }
}
