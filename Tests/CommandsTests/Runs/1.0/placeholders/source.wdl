version 1.0

workflow w {
  input {
    Array[String] words = ["a", "b"]
    Array[Int] numbers = [1, 2]
    Boolean yes = true
    String? absent
    Int? number
    Float f = 0.1
  }
  output {
    String sep_words = "~{sep=', ' words}"
    String sep_numbers = "~{sep='' numbers}"
    String truth = "~{true='yes' false='no' yes}"
    String fallback = "~{default='none' absent}"
    String nothing = "[~{absent}]"
    String prefixed = "[~{'--n ' + number}]"
    String expression = "~{if yes then 'a' + 1 else 'b'}"
    String nested = "~{'in ~{1 + 1} out'}"
    String float = "~{f} ~{1.0 / 3} ~{f + 1e6}"
    String old = "${words[0]}"
    String escaped = 'it\'s \x41\u00e4 \\ "q"'
  }
}
