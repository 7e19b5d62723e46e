version 1.1

workflow example {
  String flag = "~{true='-v' true}"
}
