version 1.1

workflow example {
  String letter = "\x4z"
}
