version 1.1

workflow example {
  String line = "~{spe=',' [1, 2]}"
}
