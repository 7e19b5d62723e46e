version 1.3

enum Color {
  Red
}

struct Sample {
  Int size
}

task first {
  input {
    Int Sample
  }
  command <<< ~{Sample} >>>
  requirements {
    container: "debian:12"
  }
}

task second {
  command <<<>>>
  requirements {
    container: "debian:12"
  }
}

workflow w {
  call first as second {
    Sample = 1
  }
  call first as third {
    Sample = 1
  }
  scatter (i in [1]) {
    Int Color = i
  }
  output {
    Array[Int] all = Color
  }
}
