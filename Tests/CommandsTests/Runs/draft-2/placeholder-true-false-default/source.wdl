task options {
  Boolean loud
  Boolean quiet = false
  String? name
  Int? depth
  command {
    echo ${true="--loud" false="--soft" loud} ${true="--quiet" false="" quiet} ${default="nobody" name} ${default=3 depth} ${"--depth " + depth}
  }
  output { String text = read_string(stdout()) }
}

workflow options_of_placeholders {
  call options { input: loud = true }
  call options as all { input: loud = false, quiet = true, name = "ada", depth = 9 }
}
