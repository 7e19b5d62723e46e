version 1.1

workflow example {
  Int size = length(if true then [1] else 2)
}
