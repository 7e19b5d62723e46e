version 1.3

struct Sample {
  Int size
}

enum Color { Red, Blue }

task Color {
  command <<<>>>
  requirements {
    container: "debian:12"
  }
}

task other {
  command <<<>>>
  requirements {
    container: "debian:12"
  }
}

workflow Sample {
  call Color as other
}
