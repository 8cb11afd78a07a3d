"""What is signed: papers, keys, QR codes, status lists."""
