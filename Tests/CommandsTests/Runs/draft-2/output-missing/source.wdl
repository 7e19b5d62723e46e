task maybe {
  command { true }
  output { File absent = "absent.txt" }
}

workflow missing_output {
  call maybe
}
