version 1.2

# Each task of the scatter reads the same reference; what it finds of it is its output.
task read {
  input {
    File reference
    Int number
  }
  command <<<
    set -e
    sha256sum < "~{reference}" > sum
    ls -ln "~{reference}" | { read -r mode links rest; echo "$links" > links; }
    echo "<p>~{number}</p>" > page.html
  >>>
  output {
    String sum = read_string("sum")
    Int links = read_int("links")
    File page = "page.html"
  }
  requirements {
    container: "localhost/busybox:latest"
  }
}

workflow shared_inputs {
  input {
    File reference
    Int count = 3
  }
  scatter (number in range(count)) {
    call read { reference, number }
  }
  output {
    Array[String] sums = read.sum
    Array[Int] links = read.links
    Array[File] pages = read.page
  }
}
