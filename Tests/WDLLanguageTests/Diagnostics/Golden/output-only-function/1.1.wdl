version 1.1

workflow example {
  String text = read_string(stdout())
}
