version 1.1

import "parts/hello.wdl"

workflow greet {
  input {
    File name
  }
  call hello.hello { input: name }
  output {
    String greeting = hello.greeting
  }
}
