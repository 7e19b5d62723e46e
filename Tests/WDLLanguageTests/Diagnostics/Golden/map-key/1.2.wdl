version 1.2

workflow example {
  input {
    String? name
  }
  output {
    Int size = length(as_pairs({name: "a"}))
    Int other = length(as_pairs({None: "a"}))
  }
}
