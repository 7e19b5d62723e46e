version 1.1

workflow example {
  String name = sub("a(1)", "(", "_")
}
